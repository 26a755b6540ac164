// Opens the page anew when the server has ended its sign-in: the server then asks to sign in, and nothing stays on the screen.
// The platform says in an attribute of its page whether it is connected; the server says whether the page may still be had.
(() => {
  let isAsking = false;
  const look = async () => {
    const state = document.querySelector("[data-test-connection-state]")?.dataset.testConnectionState;
    if (isAsking || !state || state === "CONNECTED" || state === "INITIAL") return;
    isAsking = true;
    const answer = await fetch(location.href, { method: "HEAD", headers: { Accept: "text/html" } }).catch(() => null);
    isAsking = false;
    if (answer && [401, 403].includes(answer.status)) location.reload();
  };
  new MutationObserver(look).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-test-connection-state"] });
})();
