// The header's search box on every page: / leads to it, and what it needs is loaded when it is first used.

const form = document.querySelector("form.zr-search");
if (form) start(form);

function start(form) {
  const input = form.querySelector("input");
  const root = new URL(`${form.dataset.root}/`, document.baseURI);
  // The list of zones, where the form leads without scripts, cannot search.
  form.action = new URL("search/", root);
  let loading = null;

  function load() {
    loading ??= import("./combobox.js")
      .then(({ combobox }) => combobox(form, root))
      .catch(() => {
        loading = null;
      });
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", load);
  // Whoever was faster than this script has the focus already.
  if (document.activeElement === input) load();

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    (document.querySelector("#zr-find-query") ?? input).focus();
  });
}
