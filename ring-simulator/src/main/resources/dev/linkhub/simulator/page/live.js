// Keeps an open page up to date: whenever the simulator says that something has happened, the page is asked for again
// and what differs is put in its place. Opened calls stay open, and so does the focus where it is.
(() => {
  'use strict';

  const RETRY_MS = 10000;
  const CALM_MS = 200;

  const calls = document.getElementById('calls');
  if (!calls || !window.EventSource) {
    return;
  }
  let stream = null;
  let retry = 0;
  let running = false;
  let again = false;

  function connected(yes) {
    document.getElementById('live').hidden = !yes;
    document.getElementById('reload').hidden = yes;
  }

  function replace(old, fresh) {
    const focused = old.contains(document.activeElement) ? document.activeElement.id : '';
    const placed = document.adoptNode(fresh);
    old.replaceWith(placed);
    if (focused) {
      const target = document.getElementById(focused);
      if (target) {
        target.focus({ preventScroll: true });
      }
    }
    return placed;
  }

  function mergeCalls(fresh) {
    const gone = new Map([...calls.children].map(call => [call.id, call]));
    let before = null;
    for (const call of [...fresh.children]) {
      const old = gone.get(call.id);
      let placed = old;
      if (!old) {
        placed = document.adoptNode(call);
      } else {
        gone.delete(call.id);
        call.querySelector('details').open = old.querySelector('details').open;
        if (!old.isEqualNode(call)) {
          placed = replace(old, call);
        }
      }
      const place = before ? before.nextElementSibling : calls.firstElementChild;
      if (placed !== place) {
        calls.insertBefore(placed, place);
      }
      before = placed;
    }
    for (const old of gone.values()) {
      if (!old.querySelector('details').open) {
        old.remove();
      }
    }
    calls.hidden = fresh.hidden;
  }

  function show(page) {
    for (const old of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(old.id);
      if (fresh && !old.isEqualNode(fresh)) {
        replace(old, fresh);
      }
    }
    mergeCalls(page.getElementById('calls'));
  }

  async function refresh() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        const answer = await fetch(location.href, { cache: 'no-store' });
        if (!answer.ok) {
          close();
          break;
        }
        show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        await new Promise(done => setTimeout(done, CALM_MS));
      } while (again);
    } catch {
      connected(false);
    } finally {
      running = false;
    }
  }

  function close() {
    clearTimeout(retry);
    if (stream) {
      stream.close();
      stream = null;
    }
    connected(false);
  }

  function open() {
    close();
    stream = new EventSource('/live');
    stream.onopen = () => connected(true);
    stream.onmessage = refresh;
    stream.onerror = () => {
      connected(false);
      if (stream && stream.readyState === EventSource.CLOSED) {
        retry = setTimeout(open, RETRY_MS);
      }
    };
  }

  // A browser keeps few connections to one server: tabs that nobody sees do without.
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', event => event.persisted && open());
  if (!document.hidden) {
    open();
  }
})();
