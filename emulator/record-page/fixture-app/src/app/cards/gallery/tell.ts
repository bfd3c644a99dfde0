/** Makes a handler that writes down what it gets, under a name. */
export type Tell = (name: string) => (...values: unknown[]) => void;
