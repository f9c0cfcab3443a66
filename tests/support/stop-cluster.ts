export default async function stopCluster(): Promise<void> {
  const holder = globalThis as { stopCluster?: () => Promise<void> };
  await holder.stopCluster?.();
  delete holder.stopCluster;
  delete process.env.TEST_CLUSTER_URL;
}
