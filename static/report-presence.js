/* Says at once and every twenty seconds that a form of the report is open, and shows who else has it open. */
"use strict";
{
  const place = document.querySelector(".presence");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const EVERY = 20000;

  const body = (left) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    if (left) data.append("left", "1");
    return data;
  };

  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.address, { method: "POST", body: body(false) });
      const notice = answer.ok ? (await answer.text()).trim() : "";
      if (answer.ok && notice !== place.innerHTML.trim()) place.innerHTML = notice;
    } catch {
      /* No line just now: what was known is left standing, and asked again. */
    }
  };

  if (place && token) {
    ask();
    setInterval(ask, EVERY);
    addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.address, body(true)));
    addEventListener("pageshow", (event) => event.persisted && ask());
  }
}
