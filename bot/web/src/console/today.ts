/** The day in China, as YYYY-MM-DD. */
export const today = (daysAgo = 0) =>
  new Date(Date.now() - daysAgo * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
