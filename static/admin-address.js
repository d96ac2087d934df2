/* The address of a new record follows its title while that is typed, until somebody writes an address. */
"use strict";
for (const slug of document.querySelectorAll("input[data-made-of]")) {
  const title = document.getElementById(`id_${slug.dataset.madeOf}`);
  if (!title || slug.value) continue;
  let made = ""; // what was put here last: anything else somebody wrote
  let asked = 0;
  const put = (address) => {
    if (slug.value === made) slug.value = made = address;
  };
  const where = () => `../address/?${new URLSearchParams({ title: title.value })}`;
  title.addEventListener("input", async () => {
    const mine = ++asked;
    if (!title.value.trim()) return put("");
    const answer = await fetch(where()).catch(() => null); // without an answer it is made on saving
    if (answer?.ok && !answer.redirected && mine === asked) put(await answer.text()), (asked = 0);
  });
  title.addEventListener("change", () => {
    if (!asked || slug.value !== made) return;
    asked++; // the answer on its way would come too late for whoever goes on to the next field
    const answer = new XMLHttpRequest();
    answer.open("GET", where(), false);
    try {
      answer.send();
    } catch {
      return;
    }
    if (answer.status === 200 && answer.getResponseHeader("Content-Type").startsWith("text/plain")) put(answer.responseText);
    asked = 0;
  });
}
