// Finds what is on the page the way somebody looks for it: by the words at it. Answers null while it is not there.

const isShown = (element) =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
const wordsOf = (element) => (element.innerText || '').replace(/\s+/g, ' ').trim();
const labelOf = (element) => wordsOf(element).replace(/\s*\*$/, '');
// What a screen reader calls it: without what is only there to be looked at.
const nameOf = (element) => element.getAttribute('aria-label') || spoken(element).replace(/\s+/g, ' ').trim();
const spoken = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  return [...node.childNodes].map(spoken).join(' ');
};
const all = (where, selector) => [...where.querySelectorAll(selector)].filter(isShown);

// Until script has taken the page over, or where none will, what is pressed would be lost or go another way.
const isReady = (scripted) =>
  document.readyState === 'complete' &&
  (!scripted ||
    document.documentElement.dataset.live !== undefined || !document.querySelector('link[rel=preload][as=fetch]'));

// Parts of the page: those that are called so, else those in which it stands, the smallest first.
const parts = (name) => {
  if (name === null) return [document.body];
  const all_parts = all(document, '[role=group], fieldset, section, form, dialog, article, nav, tr, li, aside, .board-card');
  const title = (element) =>
    element.getAttribute('aria-label') ||
    [...element.querySelectorAll(':scope > legend, :scope > h2, :scope > header h2, :scope > header h3')].map(labelOf)[0];
  const called = all_parts.filter((element) => title(element) === name);
  return called.length > 0 ? called : all_parts.reverse().filter((element) => wordsOf(element).includes(name));
};

// The first thing that is found in one of the parts.
const within = (name, find) => {
  for (const part of parts(name)) {
    const found = find(part);
    if (found) return found;
  }
  return null;
};

const eyes = {
  // A control by its label.
  control: (name, part) =>
    within(part, (where) => {
      const labels = all(where, 'label');
      const field = labels.find((label) => label.htmlFor && labelOf(label) === name);
      if (field) return document.getElementById(field.htmlFor);
      const box = labels.find((label) => {
        const own = label.querySelector('.choice-text > span');
        return own && label.querySelector('input') && labelOf(own) === name;
      });
      if (box) return box.querySelector('input');
      return all(where, 'input, textarea, select').find((control) => control.getAttribute('aria-label') === name);
    }),
  // One of several answers to a question.
  answer: (question, answer, part) =>
    within(part, (where) => {
      const group = all(where, 'fieldset').find((group) => {
        const legend = group.querySelector(':scope > legend');
        return legend && labelOf(legend) === question;
      });
      const choice = group && all(group, 'label').find((label) => {
        const own = label.querySelector('.choice-text > span') || label;
        return labelOf(own) === answer;
      });
      return choice && choice.querySelector('input');
    }),
  // Something to press: by its whole name, else by how its name begins.
  button: (name, part) =>
    within(part, (where) => {
      const found = all(where, 'button, a[href], summary, [role=option], [role=button], [role=tab]');
      const usable = found.filter((element) => !element.disabled && element.getAttribute('aria-disabled') !== 'true');
      return usable.find((element) => nameOf(element) === name) || usable.find((element) => nameOf(element).startsWith(name));
    }),
  // Whether the words can be read.
  words: (sought, part) => within(part, (where) => wordsOf(where).includes(sought)),
  // Whether they cannot.
  silence: (sought) => (wordsOf(document.body).includes(sought) ? null : true),
  // An element by a selector, for what has no words.
  element: (selector) => all(document, selector)[0] || null,
  // Whether the page is at an address.
  place: (start) => ((location.pathname + location.search).startsWith(start) ? true : null),
};

const [scripted, what, ...how] = arguments;
return isReady(scripted) ? eyes[what](...how) : null;
