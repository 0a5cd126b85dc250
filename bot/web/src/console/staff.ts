import { ApiError, json, request } from "../api/client";
import type { Me } from "./types";

// Kept in memory only: a script from elsewhere could read it out of storage.
let csrf = "";
let whenLoggedOut: () => void = () => undefined;

/** `listener` is told when the server no longer knows who we are. */
export const onLoggedOut = (listener: () => void) => {
  whenLoggedOut = listener;
};

const remember = (me: Me) => {
  csrf = me.csrf;
  return me;
};

export const readMe = () => json<Me>("/staff/me").then(remember);
export const logIn = (name: string, password: string) =>
  json<Me>("/staff/login", { method: "POST", body: { name, password } }).then(remember);

/** What the staff endpoint `path` answers with. */
export const read = <T>(path: string, signal?: AbortSignal) => guarded(json<T>(`/staff${path}`, { signal }));

/** Changes something and gives back what the endpoint answers with. */
export const change = <T>(method: "POST" | "PUT" | "PATCH", path: string, body?: unknown) =>
  guarded(json<T>(`/staff${path}`, { method, body, headers: { "X-CSRF-Token": csrf } }));

/** Changes something where the endpoint has nothing to answer. */
export const order = (method: "POST" | "DELETE", path: string, body?: unknown) =>
  guarded(request(`/staff${path}`, { method, body, headers: { "X-CSRF-Token": csrf } }));

export const exportPath = (path: string) => `/api/v1/staff${path}`;

export const query = (values: Record<string, string | number | boolean | null>) =>
  new URLSearchParams(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== "")
      .map(([key, value]) => [key, String(value)]),
  ).toString();

async function guarded<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 401) whenLoggedOut();
    throw error;
  }
}
