// Reloads the page when another process answers than the one that served it.
const process = async () => (await fetch("/dev/process")).text();
const first = await process();
setInterval(async () => {
  const current = await process().catch(() => first); // between two servers
  if (current !== first) location.reload();
}, 500);
