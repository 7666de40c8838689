// Who changed what, and who asked for what is in force.

import * as api from './api.js';
import { byId, el } from './dom.js';
import { dateAndTime } from './format.js';

const EVERY_MILLIS = 10000;

function table(caption, entries) {
  return el('table', { class: 'list' }, el('caption', { class: 'unseen', text: caption }),
    el('thead', {}, el('tr', {}, ['When', 'What', 'Who'].map((text) => el('th', { scope: 'col', text })))),
    el('tbody', {}, entries.map((entry) => el('tr', {},
      el('td', { 'data-name': 'When', text: dateAndTime(Date.parse(entry.at)) }),
      el('td', { 'data-name': 'What' }, entry.what || entry.request,
        entry.reason ? el('span', { class: 'sub', text: `${entry.status}: ${entry.reason}` }) : null),
      el('td', { 'data-name': 'Who' }, entry.who, el('span', { class: 'sub', text: entry.from }))))));
}

export class Audit {
  constructor() {
    this.place = byId('audit-body');
    document.addEventListener('winnow-changed', () => this.load());
    setInterval(() => { if (document.visibilityState === 'visible') { this.load(); } }, EVERY_MILLIS);
    this.load();
  }

  async load() {
    let audit;
    try {
      audit = await api.audit();
    } catch (refused) {
      this.place.replaceChildren(el('p', { class: 'note', text: `They cannot be read: ${refused.message}` }));
      return;
    }
    const seen = JSON.stringify(audit);
    if (seen === this.seen) {
      return;
    }
    this.seen = seen;
    this.place.replaceChildren(
      audit.changes.length === 0
        ? el('p', { class: 'note', text: 'Nothing was changed through this process since its start. Changes by “winnow knob” show in the knob above.' })
        : table('Changes through this process, the newest first', audit.changes),
      audit.refusals.length === 0 ? ''
        : el('details', {}, el('summary', { text: `Refused (${audit.refusals.length})` }), table('Refused changes', audit.refusals)));
  }
}
