// In an article: what belongs together lights up together, a card and its words; a click on words leads to their card.
"use strict";
(() => {
  const parts = [...document.querySelectorAll("[data-k]")];
  const keys = (part) => (part ? part.dataset.k.split(" ") : []);
  const light = (part) => {
    // of words that belong to several, the innermost counts
    const key = keys(part).at(-1);
    for (const one of parts) one.classList.toggle("on", key !== undefined && keys(one).includes(key));
  };
  const closest = (event) => event.target.closest("[data-k]");
  document.addEventListener("pointerover", (event) => light(closest(event)));
  document.addEventListener("focusin", (event) => light(closest(event)));
  document.addEventListener("click", (event) => {
    const words = event.target.closest(".s[data-k]");
    const key = keys(words).findLast((one) => one.startsWith("a"));
    if (key) document.getElementById(key).scrollIntoView({ block: "nearest", behavior: "smooth" });
  });
})();
