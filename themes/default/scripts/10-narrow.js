// Narrows a list in place: the links of each facet become tick boxes. Only where the whole list is on the page.
(() => {
  const list = document.querySelector('[data-narrow]');
  if (!list) return;
  const cards = [...list.querySelectorAll('.results .card')];
  const groups = [...list.querySelectorAll('.results .group')];
  const said = list.querySelector('.result-count');
  const fold = list.querySelector('.facets-fold');
  const folded = fold.firstElementChild;
  const boxes = [];

  for (const facet of list.querySelectorAll('.facet')) {
    for (const link of facet.querySelectorAll('a')) {
      const row = link.parentNode;
      const label = document.createElement('label');
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', value: link.dataset.value });
      const words = document.createElement('span');
      const count = row.querySelector('.count');
      words.append(link.textContent, ' ', count);
      label.append(box, words);
      row.replaceChildren(label);
      const name = facet.dataset.facet;
      const has = new Set(cards.filter((card) => (card.getAttribute('data-' + name) || '').split(' ').includes(box.value)));
      boxes.push({ box, count, label, name, facet, has });
    }
  }

  const clear = Object.assign(document.createElement('button'), { type: 'button', className: 'clear', textContent: 'Clear all filters' });
  const none = Object.assign(document.createElement('p'), { className: 'empty', textContent: 'Nothing fits all of these filters. Untick one, or clear them all.' });
  fold.append(clear);
  said.after(none);

  // Within a facet any ticked value will do; a card must fit every facet that has one.
  const fits = (card, except) => {
    const wanted = new Map();
    for (const { box, name, has } of boxes) {
      if (box.checked && name !== except) wanted.set(name, wanted.get(name) || has.has(card));
    }
    return [...wanted.values()].every(Boolean);
  };

  const show = () => {
    const ticked = boxes.filter(({ box }) => box.checked).length;
    let shown = 0;
    for (const card of cards) {
      card.hidden = !fits(card);
      if (!card.hidden) shown += 1;
    }
    for (const group of groups) {
      const left = group.querySelectorAll('.card:not([hidden])').length;
      const count = group.querySelector('h2 .count');
      group.hidden = !left;
      if (count) count.textContent = `(${left})`;
    }
    for (const { box, count, label, name, has } of boxes) {
      const number = cards.filter((card) => has.has(card) && fits(card, name)).length;
      count.textContent = `(${number})`;
      label.classList.toggle('off', !number && !box.checked);
    }
    const all = `${cards.length} ${list.dataset.narrow}`;
    const now = ticked ? `${shown} of ${all}` : all;
    if (said.textContent !== now) said.textContent = now;
    folded.textContent = ticked ? `Filter (${ticked} ticked)` : 'Filter';
    clear.hidden = !ticked;
    none.hidden = shown > 0;
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const { box, name, facet } of boxes) {
      box.checked = query.getAll(name).includes(box.value);
      if (box.checked) facet.open = true;
    }
    show();
  };

  const write = () => {
    const query = new URLSearchParams(location.search);
    for (const { name } of boxes) query.delete(name);
    for (const { box, name } of boxes) if (box.checked) query.append(name, box.value);
    const text = String(query);
    // A browser may forbid this for a page from a folder; the list is narrowed all the same.
    try {
      history.pushState(null, '', text ? '?' + text : location.pathname);
    } catch { /* the address stays */ }
    show();
  };

  fold.addEventListener('change', write);
  clear.addEventListener('click', () => {
    for (const { box } of boxes) box.checked = false;
    write();
    fold.querySelector('.facet summary').focus();
  });
  addEventListener('popstate', read);

  if (matchMedia('(min-width: 769px)').matches) {
    for (const facet of list.querySelectorAll('.facet')) facet.open = facet.querySelectorAll('li').length <= 8;
  } else {
    fold.open = false;
  }
  read();
})();
