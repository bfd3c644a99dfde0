import type { ApiRequest } from '../../development.ts';
import type { RecordPageDeps } from '../scene.ts';

export interface RequestView extends ApiRequest {
  /** Changes with every request, so that an open row stays the same one while others arrive. */
  readonly key: string;
  readonly appName: string;
}

/** Newest first. Requests without an app bear the portal's own token, or none. */
export function requestsOf({ development, apps }: RecordPageDeps): RequestView[] {
  const names = new Map(apps().map((app) => [app.registration.appId, app.name]));
  const seen = new Map<string, number>();
  return development
    .requests()
    .map((request) => {
      const name = `${request.at} ${request.method} ${request.path}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return {
        ...request,
        key: `${name} ${count}`,
        appName: request.appId === null ? '' : (names.get(request.appId) ?? `App ${request.appId}`),
      };
    })
    .toReversed();
}
