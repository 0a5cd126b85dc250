import type { Problem } from "./types";

const BASE = "/api/v1";
const UNKNOWN: Problem = {
  type: "about:blank",
  title: "服务暂时不可用",
  status: 0,
  detail: "请稍后再试。",
  reason: "",
};

/** The server answered, and said what is wrong. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

/** No answer came, or it broke off. */
export class NetworkError extends Error {}

type Options = {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/** The response of `path` under /api/v1 when it is a success; throws ApiError or NetworkError. */
export async function request(path: string, options: Options = {}): Promise<Response> {
  const { method = "GET", body, headers = {}, signal } = options;
  const init: RequestInit = { method, headers: { Accept: "application/json", ...headers }, signal };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json", ...init.headers };
  }
  const response = await unbroken(fetch(BASE + path, init));
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response;
}

/** The JSON that `path` answers with. */
export async function json<T>(path: string, options?: Options): Promise<T> {
  const response = await request(path, options);
  return unbroken(response.json() as Promise<T>);
}

async function unbroken<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new NetworkError(String(error));
  }
}

async function problemOf(response: Response): Promise<Problem> {
  if (response.headers.get("Content-Type")?.includes("json")) {
    const found = (await response.json().catch(() => null)) as Partial<Problem> | null;
    if (found?.title) return { ...UNKNOWN, status: response.status, ...found };
  }
  return { ...UNKNOWN, status: response.status };
}
