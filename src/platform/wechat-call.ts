/** Some of WeChat's functions know callbacks only, and of those that answer with a promise Taro's list misses a few. */

export interface Callbacks<Result> {
  success: (result: Result) => void;
  fail: (error: { errMsg?: string }) => void;
}

/** Rejects with what WeChat says: `{errMsg}`. */
export function callWechat<Result = unknown>(start: (callbacks: Callbacks<Result>) => void): Promise<Result> {
  return new Promise((resolve, reject) => start({ success: resolve, fail: reject }));
}
