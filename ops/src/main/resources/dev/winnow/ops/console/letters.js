// Dead letters with their cause, and the replay of one.

import * as api from './api.js';
import { byId, el, setText } from './dom.js';
import { bytes, dateAndTime } from './format.js';
import { Answered, cell, list } from './lists.js';

const PAUSE_MILLIS = 5000;

/** Without the packages of the exception, which say nothing to a reader of the page. */
function short(cause) {
  return cause.replace(/^(?:[a-z][\w$]*\.)+(?=[A-Z])/, '');
}

/** Where its record lies. */
function source(letter) {
  return `${letter.topic} ${letter.partition}@${letter.offset}`;
}

export class Letters {
  constructor(rights) {
    this.rights = rights;
    this.count = null;
    this.status = el('p', { class: 'status', role: 'status' });
    const place = el('div');
    this.answered = new Answered(place, api.letters, (answer) => this.show(answer));
    byId('letter-tools').replaceChildren(el('button', { type: 'button', text: 'Look again', on: { click: () => this.answered.load() } }));
    byId('letter-body').replaceChildren(this.status, place);
    this.answered.load();
  }

  /** The process counts them; only a new one is a reason to ask the broker. */
  tick(totals) {
    const before = this.count;
    this.count = totals.deadLetters;
    if (before !== null && before !== this.count && !this.waiting) {
      this.waiting = setTimeout(() => { this.waiting = null; this.answered.load(); }, PAUSE_MILLIS);
    }
  }

  show({ letters, most }) {
    if (letters.length === 0) {
      return [el('p', { class: 'note', text: 'None. Every record could be read and classified.' })];
    }
    return [
      list('Dead letters, the newest first', ['When', 'Stage', 'Cause', 'Record', 'Sent again', ''], letters.map((letter) => this.row(letter))),
      letters.length < most ? null : el('p', { class: 'note', text: `The newest ${most}. “winnow dlq list” shows all.` }),
    ];
  }

  row(letter) {
    return el('tr', { 'data-letter': letter.id },
      cell('When', dateAndTime(Date.parse(letter.failedAt))),
      cell('Stage', el('span', { class: 'tag', text: letter.stage })),
      cell('Cause', short(letter.error)),
      cell('Record', el('span', { class: 'code', text: source(letter) }), el('span', { class: 'sub', text: `${letter.bundle}, ${bytes(letter.bytes)}` })),
      cell('Sent again', letter.replayed ? 'yes' : letter.replays > 0 ? `${letter.replays} times before` : 'no'),
      cell('', letter.replayed ? '' : this.button(letter)));
  }

  button(letter) {
    return el('button', {
      type: 'button', disabled: !this.rights.operates, 'aria-label': `Send the record of dead letter ${letter.id} again`,
      text: 'Send again', on: { click: () => this.confirm(letter) },
    });
  }

  confirm(letter) {
    const dialog = el('dialog', { 'aria-labelledby': 'confirm-title', on: { close: () => dialog.remove() } },
      el('h3', { id: 'confirm-title', text: 'Send this record again?' }),
      el('p', {}, 'It goes back to ', el('span', { class: 'code', text: source(letter) }),
        ' as it came, once, however often you ask. It failed with: ', el('em', { text: short(letter.error) })),
      el('div', { class: 'buttons' },
        el('button', { type: 'button', class: 'primary', text: 'Send again', on: { click: () => { dialog.close(); this.replay(letter); } } }),
        el('button', { type: 'button', text: 'Leave it', autofocus: true, on: { click: () => dialog.close() } })));
    document.body.append(dialog);
    dialog.showModal();
  }

  async replay(letter) {
    this.say('busy', `Sending the record of ${letter.id} …`);
    try {
      const result = await api.replay(letter.id);
      this.say('done', result.sent > 0 ? `The record of ${letter.id} was sent again.` : `The record of ${letter.id} had been sent again already.`);
      document.dispatchEvent(new CustomEvent('winnow-changed'));
    } catch (refused) {
      this.say('failed', `Not sent: ${refused.message}`);
    }
    this.answered.loadAnew();
  }

  say(kind, text) {
    this.status.dataset.kind = kind;
    setText(this.status, text);
  }
}
