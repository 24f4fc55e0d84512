"""The search beside Material's own and Pagefind, on the same pages: what is found, how much is loaded, how long it takes."""
