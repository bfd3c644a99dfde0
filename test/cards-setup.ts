// The cards run in a web worker: it has `self`, and the host's hook that hubspot.extend calls.
Object.assign(globalThis, { self: globalThis, extend_V2: () => {} });
export {};
