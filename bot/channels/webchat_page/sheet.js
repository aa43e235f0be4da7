/** A list above the writing field that a button opens; Escape, a choice or a tap elsewhere closes it. */

export function sheet(button, list) {
  const choices = () => [...list.querySelectorAll("button:not([hidden])")];
  const open = (wanted) => {
    list.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    if (wanted) choices()[0]?.focus();
  };
  button.addEventListener("click", () => open(list.hidden));
  list.addEventListener("click", () => open(false));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = choices();
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
      event.preventDefault();
    } else if (event.key === "Escape") {
      open(false);
      button.focus();
    }
  });
  addEventListener("pointerdown", (event) => {
    if (!list.hidden && !list.contains(event.target) && !button.contains(event.target)) open(false);
  });
}
