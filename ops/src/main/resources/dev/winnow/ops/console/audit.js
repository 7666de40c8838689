// Who asked for what is in force, and who changed what before.

import * as api from './api.js';
import { byId, el } from './dom.js';
import { dateAndTime } from './format.js';
import { Answered, cell, list } from './lists.js';
import { inWords } from './policy.js';

const EVERY_MILLIS = 10000;
const SHOWN = 10;
const NOT_SAID = 'not said';

/** A change that came over the control topic; one that was made through this process is in both lists, and here once. */
function byPolicy({ bundle, at, policy, refusal }, here) {
  if (policy !== null) {
    return { at, what: `${bundle}: ${inWords(policy, Date.parse(at))}`, who: policy.author, why: policy.reason };
  }
  if (here) {
    return byRequest(here);
  }
  return refusal === null
    ? { at, what: `${bundle}: no policy, the configured offset holds`, who: NOT_SAID }
    : { at, what: `${bundle}: a policy that is not obeyed`, who: NOT_SAID, why: refusal };
}

function byRequest({ at, what, request, who, from, status, reason }) {
  return { at, what: what || request, who, from, why: reason ? `${status}: ${reason}` : '' };
}

function allChanges({ changes, policyChanges }) {
  const here = new Map(changes.map((change) => [change.policy, change]));
  const arrived = new Set(policyChanges.map((change) => change.id));
  return [
    ...policyChanges.map((change) => byPolicy(change, here.get(change.id))),
    ...changes.filter((change) => !arrived.has(change.policy)).map(byRequest),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

function table(caption, entries) {
  return list(caption, ['When', 'What', 'Who', 'Why'], entries.map(({ at, what, who, from, why }) => el('tr', {},
    cell('When', dateAndTime(Date.parse(at))), cell('What', what),
    cell('Who', who, from ? el('span', { class: 'sub', text: from }) : null), cell('Why', why || '–'))));
}

function inForce(policies) {
  return list('What people ask for, by bundle', ['Bundle', 'What', 'Who', 'Why', 'Since'], policies.map(({ bundle, policy, what }) => el('tr', {},
    cell('Bundle', bundle), cell('What', what), cell('Who', policy.author), cell('Why', policy.reason || '–'),
    cell('Since', dateAndTime(Date.parse(policy.since))))));
}

function folded(summary, caption, entries) {
  return entries.length === 0 ? null
    : el('details', {}, el('summary', { text: `${summary} (${entries.length})` }), table(caption, entries));
}

function show(audit) {
  const changes = allChanges(audit);
  return [
    ...(audit.policies.length === 0 ? [] : [el('h3', { text: 'In force' }), inForce(audit.policies), el('h3', { text: 'The newest first' })]),
    changes.length === 0
      ? el('p', { class: 'note', text: 'The control topic has no policies, and nothing was changed through this process since its start.' })
      : table('Changes, the newest first', changes.slice(0, SHOWN)),
    folded('Earlier', 'Earlier changes', changes.slice(SHOWN)),
    folded('Refused by this process', 'Refused changes', audit.refusals.map(byRequest)),
  ];
}

/** What is in force changes with time alone, when the time of an offset by hand is over: its words are a part of the answer. */
async function ask() {
  const audit = await api.audit();
  audit.policies.forEach((known) => { known.what = inWords(known.policy, Date.now()); });
  return audit;
}

export class Audit {
  constructor() {
    this.answered = new Answered(byId('audit-body'), ask, show);
    document.addEventListener('winnow-changed', () => this.answered.loadAnew());
    api.poll(() => this.answered.load(), EVERY_MILLIS);
  }

  /** A policy that came is worth asking at once, whoever wrote it. */
  tick(bundles) {
    const standing = JSON.stringify(bundles.map(({ knob }) => [knob?.policy, knob?.refusal]));
    if (this.standing !== undefined && this.standing !== standing) {
      this.answered.loadAnew();
    }
    this.standing = standing;
  }
}
