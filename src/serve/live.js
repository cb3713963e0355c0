// Lets an open page follow the edits: loads it again where it has changed, and shows what there is to mend.
// It is put into pages by `peerpress serve` only; a published site does not have it.
(() => {
  'use strict';
  const SCROLL = 'peerpress.scroll';
  const HIDDEN = 'peerpress.hidden';
  let version = document.currentScript.dataset.version;
  let source;

  // ---- Loading again, at the place where the reader was ----

  function reload() {
    stop();
    const place = { path: location.pathname + location.search, x: scrollX, y: scrollY };
    sessionStorage.setItem(SCROLL, JSON.stringify(place));
    location.reload();
  }

  function scrollBack() {
    const kept = sessionStorage.getItem(SCROLL);
    sessionStorage.removeItem(SCROLL);
    if (!kept) return;
    const place = JSON.parse(kept);
    if (place.path !== location.pathname + location.search) return;
    const back = () => scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    back();
    // Pictures that come later push the words down.
    if (document.readyState !== 'complete') addEventListener('load', back, { once: true });
  }

  /** Takes the new stylesheet, and lets go of the old one only when the new one is there. */
  function style({ from, to, version: next }) {
    const old = [...document.querySelectorAll('link[rel~="stylesheet"]')].find((link) => link.href.endsWith(from));
    if (!old) return reload();
    const fresh = old.cloneNode();
    fresh.href = old.href.slice(0, -from.length) + to;
    fresh.addEventListener('load', () => old.remove());
    fresh.addEventListener('error', reload);
    old.after(fresh);
    version = next;
  }

  /** Pictures and films keep their address when they change. */
  function media(paths) {
    const changed = new Set(paths.map((path) => new URL(path, location.href).href));
    const shown = document.querySelectorAll('img[src], video[src], audio[src], source[src], track[src]');
    if ([...shown].some((node) => changed.has(node.src))) reload();
  }

  // ---- Listening ----

  function listen() {
    if (source || document.visibilityState === 'hidden') return;
    source = new EventSource(`/_peerpress/events?version=${version}&page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener('reload', reload);
    source.addEventListener('style', (event) => style(JSON.parse(event.data)));
    source.addEventListener('media', (event) => media(JSON.parse(event.data)));
    source.addEventListener('findings', (event) => show(JSON.parse(event.data)));
  }

  function stop() {
    source?.close();
    source = undefined;
  }

  // A browser has few connections to one server, so a page that nobody sees gives its own back. What it missed it learns when it
  // is seen again, by its version.
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? stop() : listen()));
  addEventListener('pagehide', stop);
  addEventListener('pageshow', listen);

  // ---- What there is to mend ----

  const host = document.createElement('div');
  host.id = 'peerpress-findings';
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = `
    <link rel="stylesheet" href="/_peerpress/live.css">
    <section class="panel" aria-labelledby="title" hidden>
      <header><h2 id="title" tabindex="-1"></h2><button type="button" class="hide">Hide</button></header>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="title"><p class="trouble" hidden></p><ol></ol><p class="more" hidden></p></div>
    </section>
    <button type="button" class="badge" aria-expanded="false" hidden></button>
    <p class="said" role="status"></p>`;
  const part = (selector) => root.querySelector(selector);
  let shown;

  function counted(number, one) {
    return `${number} ${one}${number === 1 ? '' : 's'}`;
  }

  function summary({ errors, warnings, trouble }) {
    const parts = [];
    if (trouble) parts.push('The site cannot be made');
    if (errors) parts.push(counted(errors, 'error'));
    if (warnings) parts.push(counted(warnings, 'warning'));
    return parts.join(', ');
  }

  function text(tag, className, words) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.textContent = words;
    return node;
  }

  function item({ severity, code, place, message, help }) {
    const node = document.createElement('li');
    node.className = severity;
    const first = text('p', 'message', '');
    first.append(text('strong', '', severity === 'error' ? 'Error: ' : 'Warning: '), message);
    node.append(text('p', 'place', place), first);
    if (help) node.append(text('p', 'help', help));
    node.append(text('p', 'code', `peerpress explain ${code}`));
    return node;
  }

  function show(findings) {
    const words = summary(findings);
    const before = shown;
    shown = JSON.stringify(findings);
    if (before === shown) return;
    if (!host.isConnected) document.documentElement.append(host);
    part('.said').textContent = words || (before ? 'Nothing left to mend' : '');
    if (!words) {
      open(false);
      part('.badge').hidden = true;
      return;
    }
    part('h2').textContent = words;
    part('.trouble').textContent = findings.trouble ?? '';
    part('.trouble').hidden = !findings.trouble;
    part('ol').replaceChildren(...findings.list.map(item));
    const more = findings.errors + findings.warnings - findings.list.length;
    part('.more').textContent = `And ${more} more, in the terminal.`;
    part('.more').hidden = more === 0;
    part('.badge').textContent = words;
    part('.badge').className = `badge ${findings.errors || findings.trouble ? 'error' : 'warning'}`;
    // Warnings wait to be asked for. What was hidden stays hidden until something else is found.
    open((findings.errors > 0 || Boolean(findings.trouble)) && sessionStorage.getItem(HIDDEN) !== shown);
  }

  function open(isOpen) {
    part('.panel').hidden = !isOpen;
    part('.badge').hidden = isOpen;
    part('.badge').setAttribute('aria-expanded', String(isOpen));
  }

  function hide() {
    sessionStorage.setItem(HIDDEN, shown);
    open(false);
    part('.badge').focus();
  }

  part('.hide').addEventListener('click', hide);
  part('.panel').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  part('.badge').addEventListener('click', () => {
    sessionStorage.removeItem(HIDDEN);
    open(true);
    part('h2').focus();
  });

  scrollBack();
  listen();
})();
