/* The page of a release that is being published follows by itself. Without this script the browser reloads it. */
"use strict";
{
  const here = () => document.querySelector(".publishing");
  const stage = (page) => page.querySelector(".publishing-stage"); // stays where it is: a screen reader tells its changes
  const follow = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector(".publishing");
      if (answer.ok && now && now.innerHTML !== here().innerHTML) here().replaceWith(now);
      if (answer.ok && now && stage(page).textContent !== stage(document).textContent) {
        stage(document).textContent = stage(page).textContent;
      }
    } catch {
      /* the site restarts: ask again */
    }
    if (!here().hasAttribute("data-finished")) setTimeout(follow, 1500);
  };
  setTimeout(follow, 1500);
}
