// A link into a fold opens it: browsers do that for some folds only. The address in a citation is the one that was visited.

function openFold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && target.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
}

addEventListener("hashchange", openFold);
openFold();

for (const place of document.querySelectorAll(".zr-here")) {
  const canonical = document.querySelector('link[rel="canonical"]');
  place.textContent = canonical ? canonical.href : location.href.split("#")[0];
}
