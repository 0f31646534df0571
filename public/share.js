// share.js: hands the graphic or its link to the phone's own sharing, on the page where people see their own status.
//
// Without it, or where the browser has no such thing, the page's downloads and links do. It sends and stores nothing: the file
// is made of the picture that stands in the page.
(() => {
  const root = document.documentElement;
  if (!navigator.share) return;

  const probe = new File([new Uint8Array(1)], "a.png", { type: "image/png" });
  root.toggleAttribute("data-shares-links", true);
  root.toggleAttribute("data-shares-files", !!navigator.canShare?.({ files: [probe] }));

  const fileOf = ({ src, dataset }) => {
    const bytes = Uint8Array.from(atob(src.slice(src.indexOf(",") + 1)), (letter) => letter.charCodeAt(0));
    return new File([bytes], dataset.file, { type: "image/png" });
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-share], [data-share-link]");
    if (!button) return;
    const { share, shareLink } = button.dataset;
    const what = share ? { files: [fileOf(document.getElementById(share))] } : { url: shareLink };
    try {
      await navigator.share(what);
    } catch {
      // the person closed it, or no app took it: the other ways are still there
    }
  });
})();
