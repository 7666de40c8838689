// Who changed what, and who asked for what is in force.

import * as api from './api.js';
import { byId, el } from './dom.js';
import { dateAndTime, millis, offset, percent } from './format.js';

const EVERY_MILLIS = 10000;

function table(caption, head, rows) {
  return el('table', { class: 'list' }, el('caption', { class: 'unseen', text: caption }),
    el('thead', {}, el('tr', {}, head.map((text) => el('th', { scope: 'col', text })))), el('tbody', {}, rows));
}

function entries(caption, made) {
  return table(caption, ['When', 'What', 'Who'], made.map((entry) => el('tr', {},
    el('td', { 'data-name': 'When', text: dateAndTime(Date.parse(entry.at)) }),
    el('td', { 'data-name': 'What' }, entry.what || entry.request,
      entry.reason ? el('span', { class: 'sub', text: `${entry.status}: ${entry.reason}` }) : null),
    el('td', { 'data-name': 'Who' }, entry.who, el('span', { class: 'sub', text: entry.from })))));
}

/** An offset by hand whose time is over is still in the policy, but in force no more. */
function byHand(policy) {
  if (policy.manualOffset === null) {
    return '';
  }
  const until = policy.manualUntil === null ? null : Date.parse(policy.manualUntil);
  if (until !== null && until <= Date.now()) {
    return '';
  }
  return `offset ${offset(policy.manualOffset)} ${until === null ? 'until released' : `until ${dateAndTime(until)}`}`;
}

function byController(policy) {
  if (policy.objectiveMillis === null) {
    return '';
  }
  return [
    `controller: 99 % of results within ${millis(policy.objectiveMillis)}`,
    policy.minAccuracy === null ? '' : `accuracy at least ${percent(policy.minAccuracy)}`,
    policy.minAgreement === null ? '' : `agreement at least ${percent(policy.minAgreement)}`,
  ].filter(Boolean).join(', ');
}

/** A policy in words. */
function asked(policy) {
  return [byHand(policy), byController(policy)].filter(Boolean).join(', then ') || 'the configured offset';
}

function inForce(policies) {
  const rows = policies.map(({ bundle, policy, what }) => el('tr', {},
    el('td', { 'data-name': 'Bundle', text: bundle }),
    el('td', { 'data-name': 'What', text: what }),
    el('td', { 'data-name': 'Who', text: policy.author }),
    el('td', { 'data-name': 'Why', text: policy.reason || '–' }),
    el('td', { 'data-name': 'Since', text: dateAndTime(Date.parse(policy.since)) })));
  return [
    el('h3', { text: 'In force' }), table('What people ask for, by bundle', ['Bundle', 'What', 'Who', 'Why', 'Since'], rows),
    el('h3', { text: 'Changes through this process' }),
  ];
}

export class Audit {
  constructor() {
    this.place = byId('audit-body');
    document.addEventListener('winnow-changed', () => this.load());
    api.poll(() => this.load(), EVERY_MILLIS);
  }

  async load() {
    let audit;
    try {
      audit = await api.audit();
    } catch (refused) {
      this.seen = null;
      this.place.replaceChildren(el('p', { class: 'note', text: `They cannot be read: ${refused.message}` }));
      return;
    }
    audit.policies.forEach((known) => { known.what = asked(known.policy); });
    const seen = JSON.stringify(audit);
    if (seen !== this.seen) {
      this.seen = seen;
      this.show(audit);
    }
  }

  show(audit) {
    this.place.replaceChildren(
      ...(audit.policies.length === 0 ? [] : inForce(audit.policies)),
      audit.changes.length === 0
        ? el('p', { class: 'note', text: 'Nothing was changed through this process since its start. Changes by “winnow knob” show in the knob above.' })
        : entries('Changes through this process, the newest first', audit.changes),
      audit.refusals.length === 0 ? ''
        : el('details', {}, el('summary', { text: `Refused (${audit.refusals.length})` }), entries('Refused changes', audit.refusals)));
  }
}
