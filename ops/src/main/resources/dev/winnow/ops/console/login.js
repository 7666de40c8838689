// Exchanges a token for a session, where the server has tokens.

import * as api from './api.js';
import { byId, el, freshId } from './dom.js';

export function offerLogin(rights) {
  const place = byId('session');
  if (!rights.tokens) {
    return;
  }
  if (rights.role !== 'none') {
    place.replaceChildren(el('button', {
      type: 'button', class: 'quiet', text: `Sign out (${rights.role})`,
      on: { click: async () => { await api.logout(); location.reload(); } },
    }));
  }
  if (!rights.operates) {
    place.append(el('button', { type: 'button', text: 'Sign in', on: { click: ask } }));
  }
}

export function ask() {
  const id = freshId('token');
  const token = el('input', { type: 'password', id, required: true, autocomplete: 'current-password', autofocus: true });
  const status = el('p', { class: 'status', role: 'status' });
  const dialog = el('dialog', { 'aria-labelledby': 'login-title', on: { close: () => dialog.remove() } },
    el('h3', { id: 'login-title', text: 'Sign in' }),
    el('form', {
      on: {
        submit: async (event) => {
          event.preventDefault();
          try {
            await api.login(token.value);
            location.reload();
          } catch (refused) {
            status.dataset.kind = 'failed';
            status.textContent = refused.message;
            token.select();
          }
        },
      },
    },
    el('label', { for: id }, 'Token: the read or the operate one', token), status,
    el('div', { class: 'buttons' }, el('button', { type: 'submit', class: 'primary', text: 'Sign in' }),
      el('button', { type: 'button', text: 'Cancel', on: { click: () => dialog.close() } }))));
  document.body.append(dialog);
  dialog.showModal();
}
