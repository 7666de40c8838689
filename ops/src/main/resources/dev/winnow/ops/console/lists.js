// Lists that the process is asked for: tables, which a phone shows as cards.

import { el } from './dom.js';

export function cell(name, ...content) {
  return el('td', { 'data-name': name }, ...content);
}

/** A column without a name has what can be done with a row. */
export function list(caption, names, rows) {
  const head = names.map((text) => (text ? el('th', { scope: 'col', text }) : el('td')));
  return el('table', { class: 'list' }, el('caption', { class: 'unseen', text: caption }),
    el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows));
}

/** A place that shows what was answered, or why there is no answer. The same answer again leaves it alone: somebody may be in it. */
export class Answered {
  constructor(place, ask, show) {
    this.place = place;
    this.ask = ask;
    this.show = show;
  }

  /** Whoever asks while an answer is on its way gets that one. */
  load() {
    this.loading ??= this.read().finally(() => { this.loading = null; });
    return this.loading;
  }

  /** After a change, an answer that is on its way may be too old. */
  loadAnew() {
    return Promise.resolve(this.loading).then(() => this.load());
  }

  async read() {
    let answer;
    try {
      answer = await this.ask();
    } catch (refused) {
      this.seen = null;
      this.place.replaceChildren(el('p', { class: 'note', text: `There is no answer: ${refused.message}` }));
      return;
    }
    const seen = JSON.stringify(answer);
    if (seen !== this.seen) {
      this.seen = seen;
      this.place.replaceChildren(...this.show(answer).filter(Boolean));
    }
  }
}
