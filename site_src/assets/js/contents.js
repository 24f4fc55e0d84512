// The contents beside a page mark the part that is read: the last heading that has passed the upper third of the screen.

const links = new Map();
for (const link of document.querySelectorAll(".zr-contents a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}

function mark() {
  let read = null;
  for (const heading of links.keys()) if (heading.getBoundingClientRect().top < innerHeight / 3) read = heading;
  for (const [heading, link] of links) {
    if (heading === read) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of links.keys()) observer.observe(heading);
}
