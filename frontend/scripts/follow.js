// Keeps a shared page as it is now: whenever the server says that something changed, reads it again and shows it.
// The page is complete without this; it needs no module.
const { dataset } = document.documentElement;
const secret = location.pathname.split("/").pop();
const changes = new EventSource(`/api/v1/shared/${secret}/live?since=${dataset.position ?? ""}`);

let reading = false;
let missed = false;
async function read() {
  missed = reading;
  if (reading) return;
  reading = true;
  try {
    // An open page that reads itself again is no new opening of the link.
    const answer = await fetch(location.href, { cache: "no-store", headers: { "x-read-again": "1" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = page.title;
    document.body.replaceChildren(...page.body.childNodes);
    if (!answer.ok) changes.close();
  } catch {
    // The net is away; the stream connects again by itself and tells what was missed.
  }
  reading = false;
  if (missed) await read();
}
changes.onmessage = read;
dataset.live = "";
