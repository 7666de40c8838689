// Elements without markup in strings, so that no text of a document can become any.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, listener);
      }
    } else if (name === 'text') {
      node.textContent = value;
    } else {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export function el(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

export function byId(id) {
  return document.getElementById(id);
}

/** Says something to those who hear the page; what it says again at once is not repeated. */
export function announce(text) {
  const news = byId('news');
  if (news.textContent !== text) {
    news.textContent = text;
  }
}

/** Sets a text only where it is another one, so that nothing that is selected or read aloud is replaced by the same. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

let ids = 0;

/** An id that nothing else on the page has. */
export function freshId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}
