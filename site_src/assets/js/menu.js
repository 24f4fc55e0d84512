// The menu button opens the theme's drawer, which hangs on a checkbox that no key reaches.

const button = document.querySelector(".zr-menu");
const drawer = document.querySelector("#__drawer");

if (button && drawer) {
  button.addEventListener("click", () => {
    drawer.click();
    if (drawer.checked) document.querySelector(".md-sidebar--primary a")?.focus();
  });
  drawer.addEventListener("change", () => button.setAttribute("aria-expanded", String(drawer.checked)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
}
