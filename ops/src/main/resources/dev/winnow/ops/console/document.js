// One result in full: its probabilities, and which tokens each layer dropped.

import { el, svg } from './dom.js';
import { percent } from './format.js';

/** Steps of shades.css, from what left first to what was kept. */
const SHADES = 12;

/** Parts of a rationale's strength, by the score of its best span. */
const STRENGTHS = 4;

function shade(reached, layers) {
  return `r${Math.round((SHADES * reached) / layers)}`;
}

function fate(segment, layers) {
  return segment.reached === layers ? 'kept' : `dropped before layer ${segment.reached + 1}`;
}

/** The text with the spans of its rationale marked, the stronger the higher their score. */
export function rationale(result) {
  const best = Math.max(...result.rationale.map((span) => span.score), 1e-9);
  const parts = [];
  let written = 0;
  for (const span of [...result.rationale].sort((one, other) => one.start - other.start)) {
    if (span.end > result.text.length) {
      break;
    }
    parts.push(result.text.slice(written, span.start), el('mark', {
      class: `s${Math.max(1, Math.ceil((STRENGTHS * span.score) / best))}`, 'data-start': span.start, 'data-end': span.end,
      title: `score ${span.score.toFixed(4)}, ${span.layer} layers`, text: result.text.slice(span.start, span.end),
    }));
    written = span.end;
  }
  parts.push(result.text.slice(written));
  return parts;
}

/** Where the rationale lies, for those who may not see the text. */
export function positions(result) {
  const end = Math.max(...result.segments.map((segment) => segment.end), 1);
  const best = Math.max(...result.rationale.map((span) => span.score), 1e-9);
  const blocks = result.rationale.map((span) => svg('rect', {
    class: `s${Math.max(1, Math.ceil((STRENGTHS * span.score) / best))}`, 'data-start': span.start, 'data-end': span.end,
    x: (1000 * span.start) / end, width: Math.max(4, (1000 * (span.end - span.start)) / end), y: 0, height: 14, rx: 2,
  }));
  const words = result.rationale.slice(0, 3).map((span) => `${span.start} to ${span.end}`).join(', ');
  return el('div', { class: 'positions' },
    svg('svg', {
      viewBox: '0 0 1000 14', preserveAspectRatio: 'none', role: 'img',
      'aria-label': words ? `Rationale at characters ${words}` : 'No rationale',
    }, svg('rect', { class: 'whole', x: 0, y: 0, width: 1000, height: 14, rx: 2 }), blocks),
    el('span', { class: 'unit', text: `${result.truncated ? 'first ' : ''}${end} characters` }));
}

function shaded(result) {
  const parts = [];
  let written = 0;
  for (const segment of result.segments) {
    if (segment.end > result.text.length) {
      break;
    }
    parts.push(result.text.slice(written, segment.start), el('span', {
      class: `${shade(segment.reached, result.layers)}${segment.reached === result.layers ? ' kept' : ''}`,
      title: `${fate(segment, result.layers)}, score ${segment.score.toFixed(4)}`,
      text: result.text.slice(segment.start, segment.end),
    }));
    written = segment.end;
  }
  const rest = result.text.slice(written);
  parts.push(result.truncated && rest ? el('span', { class: 'unread', title: `behind the ${result.tokens} tokens that the model reads`, text: rest }) : rest);
  if (result.cut) {
    parts.push(el('span', { class: 'unread', text: ' … the rest is not shown' }));
  }
  return el('p', { class: 'text', dir: 'auto' }, parts);
}

function legend(layers) {
  const items = [];
  for (let reached = 0; reached < layers; reached++) {
    items.push(el('li', { class: shade(reached, layers), text: `dropped before layer ${reached + 1}` }));
  }
  items.push(el('li', { class: `${shade(layers, layers)} kept`, text: 'kept' }));
  return el('ul', { class: 'shades', 'aria-label': 'Shades' }, items);
}

function bar(share) {
  return el('td', { class: 'bar' }, svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { width: (100 * share).toFixed(1), height: 8, rx: 2 })));
}

function probabilities(result) {
  return el('table', { class: 'shares' }, el('caption', { text: 'Probabilities' }),
    el('tbody', {}, Object.entries(result.probabilities).map(([label, share]) => el('tr', {},
      el('th', { scope: 'row', text: label }), el('td', { text: percent(share) }), bar(share)))));
}

function droppedBefore(result, layer) {
  const gone = result.segments.filter((segment) => segment.reached === layer - 1);
  if (gone.length === 0) {
    return '';
  }
  return result.text === null
    ? `${gone.length} ${gone.length === 1 ? 'place' : 'places'}`
    : gone.map((segment) => result.text.slice(segment.start, segment.end)).join(' · ');
}

function layers(result) {
  const rows = result.tokensByLayer.map((tokens, index) => el('tr', {},
    el('th', { scope: 'row', text: `layer ${index + 1}` }), el('td', { text: tokens }), bar(tokens / result.tokens),
    el('td', { class: 'dropped', text: droppedBefore(result, index + 1) })));
  return el('table', { class: 'shares layers' }, el('caption', { text: `Tokens that each layer computed, of ${result.tokens} read` }),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col', text: 'Layer' }), el('th', { scope: 'col', text: 'Tokens' }),
      el('td'), el('th', { scope: 'col', text: 'Dropped before it' }))),
    el('tbody', {}, rows));
}

export function inFull(result) {
  const everything = result.segments.every((segment) => segment.reached === result.layers);
  return el('div', { class: 'full' },
    result.text === null ? null : shaded(result),
    result.text === null || everything ? null : legend(result.layers),
    everything ? el('p', { class: 'note', text: 'Every token went through every layer: the full encoder read this one, or nothing could go.' }) : null,
    el('div', { class: 'tables' }, probabilities(result), layers(result)),
    result.shadowLabel === null ? null : el('p', { class: 'note', text: `The full encoder was asked too and says ${result.shadowLabel}.` }));
}
