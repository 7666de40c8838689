// The calibrated curve as a picture: what speed costs, where the bundle is, and where a change would take it.

import { el, svg } from './dom.js';
import { niceTicks } from './chart.js';
import { offset, percent, times } from './format.js';

const HEIGHT = 290;
const PAD = { left: 52, right: 16, top: 14, bottom: 40 };

export class CurveChart {
  constructor(curve, title) {
    this.curve = curve;
    this.picture = svg('svg', { class: 'plot', role: 'img', height: HEIGHT });
    this.frame = el('div', { class: 'frame' }, this.picture);
    this.element = el('figure', { class: 'chart curve' },
      el('figcaption', {}, el('h3', { text: title }),
        el('ul', { class: 'legend' },
          el('li', {}, el('i', { class: 'key c3' }), ' accuracy, with its 95 % band'),
          el('li', {}, el('i', { class: 'key c1 dashed' }), ' agreement with the full encoder'))),
      this.frame, this.numbers());
    this.points = { now: null, next: null };
    new ResizeObserver(() => this.draw()).observe(this.frame);
  }

  numbers() {
    const head = ['δ offset', 'documents/s, times the full encoder', 'accuracy', '95 % interval', 'agreement'];
    return el('details', { class: 'numbers' }, el('summary', {}, 'Numbers', el('span', { class: 'unseen', text: ' of the curve' })),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Numbers of the curve' },
        el('table', {},
          el('thead', {}, el('tr', {}, head.map((text) => el('th', { scope: 'col', text })))),
          el('tbody', {}, this.curve.points.map((point) => el('tr', {},
            el('th', { scope: 'row', text: offset(point.offset) }),
            el('td', { text: times(point.throughputRatio) }),
            el('td', { text: percent(point.accuracy) }),
            el('td', { text: `${percent(point.accuracyLow)} to ${percent(point.accuracyHigh)}` }),
            el('td', { text: percent(point.agreement) })))))));
  }

  /** Points of the curve: where the bundle is, and where a change would take it; null for nowhere. */
  show(now, next, floor) {
    const same = now && next && Math.abs(now.offset - next.offset) < 1e-9;
    this.points = { now, next: same ? null : next };
    this.floor = floor;
    this.draw();
  }

  scales() {
    const points = this.curve.points;
    const width = this.frame.clientWidth;
    const fastest = Math.max(...points.map((point) => point.throughputRatio), 1.5) * 1.03;
    const low = Math.min(...points.map((point) => Math.min(point.accuracyLow, point.agreement)));
    const high = Math.max(...points.map((point) => Math.max(point.accuracyHigh, point.agreement)));
    const floor = Math.floor((low - 0.01) * 20) / 20;
    const inner = width - PAD.left - PAD.right;
    return {
      width, fastest, low: floor, high,
      x: (speed) => PAD.left + (Math.log(speed) / Math.log(fastest)) * inner,
      y: (share) => PAD.top + (1 - (share - floor) / (high - floor)) * (HEIGHT - PAD.top - PAD.bottom),
    };
  }

  draw() {
    if (this.frame.clientWidth === 0) {
      return;
    }
    const scale = this.scales();
    this.picture.setAttribute('viewBox', `0 0 ${scale.width} ${HEIGHT}`);
    this.picture.setAttribute('width', scale.width);
    this.picture.replaceChildren(...[
      this.grid(scale), this.floorLine(scale), this.band(scale),
      this.line(scale, 'agreement', 'c1 dashed'), this.line(scale, 'accuracy', 'c3'),
      this.arrow(scale), this.point(scale, this.points.now, 'now', 'now'), this.point(scale, this.points.next, 'next', 'then'),
    ].filter(Boolean));
    this.speak();
  }

  grid(scale) {
    const group = svg('g', { class: 'grid', 'aria-hidden': 'true' });
    for (const tick of niceTicks(scale.low, scale.high, 5)) {
      const y = scale.y(tick).toFixed(1);
      group.append(svg('line', { x1: PAD.left, x2: scale.width - PAD.right, y1: y, y2: y }),
        svg('text', { x: PAD.left - 8, y: Number(y) + 4, 'text-anchor': 'end', text: percent(tick, 0) }));
    }
    for (const speed of [1, 1.5, 2, 3, 4, 6, 8, 12].filter((value) => value <= scale.fastest)) {
      const x = scale.x(speed).toFixed(1);
      group.append(svg('line', { x1: x, x2: x, y1: PAD.top, y2: HEIGHT - PAD.bottom }),
        svg('text', { x, y: HEIGHT - PAD.bottom + 16, 'text-anchor': 'middle', text: `${speed}×` }));
    }
    group.append(svg('text', {
      x: (PAD.left + scale.width - PAD.right) / 2, y: HEIGHT - 5, 'text-anchor': 'middle',
      text: 'documents a second, times the full encoder',
    }));
    return group;
  }

  floorLine(scale) {
    if (!this.floor || this.floor < scale.low) {
      return null;
    }
    const y = scale.y(this.floor).toFixed(1);
    return svg('g', { class: 'marker' }, svg('line', { x1: PAD.left, x2: scale.width - PAD.right, y1: y, y2: y }),
      svg('text', { x: PAD.left + 4, y: Number(y) - 4, text: `least accuracy ${percent(this.floor)}` }));
  }

  coordinates(scale, key, points) {
    return points.map((point) => `${scale.x(point.throughputRatio).toFixed(1)} ${scale.y(point[key]).toFixed(1)}`);
  }

  band(scale) {
    const there = this.coordinates(scale, 'accuracyHigh', this.curve.points);
    const back = this.coordinates(scale, 'accuracyLow', [...this.curve.points].reverse());
    return svg('path', { class: 'band c3', d: `M${there.join('L')}L${back.join('L')}Z` });
  }

  line(scale, key, className) {
    return svg('path', { class: `line ${className}`, d: `M${this.coordinates(scale, key, this.curve.points).join('L')}` });
  }

  arrow(scale) {
    const { now, next } = this.points;
    if (!now || !next) {
      return null;
    }
    return svg('line', {
      class: 'path', x1: scale.x(now.throughputRatio), y1: scale.y(now.accuracy),
      x2: scale.x(next.throughputRatio), y2: scale.y(next.accuracy),
    });
  }

  point(scale, point, className, word) {
    if (!point) {
      return null;
    }
    const x = scale.x(point.throughputRatio);
    const y = scale.y(point.accuracy);
    const anchor = x > scale.width - 150 ? 'end' : 'start';
    return svg('g', { class: `spot ${className}` },
      svg('circle', { cx: x.toFixed(1), cy: y.toFixed(1), r: 6.5 }),
      svg('text', {
        x: anchor === 'end' ? x - 11 : x + 11, y: className === 'now' ? y - 11 : y + 22, 'text-anchor': anchor,
        text: `${word} ${times(point.throughputRatio)}, ${percent(point.accuracy)}`,
      }));
  }

  speak() {
    const { now, next } = this.points;
    const words = now
      ? `Now at offset ${offset(now.offset)}: ${times(now.throughputRatio)} the full encoder's speed, accuracy ${percent(now.accuracy)}.`
      : 'The offset in force lies outside of what was measured.';
    const change = next
      ? ` A change to ${offset(next.offset)}: ${times(next.throughputRatio)}, accuracy ${percent(next.accuracy)}.` : '';
    const label = `Calibrated curve. ${words}${change} All numbers are in the table below.`;
    if (this.picture.getAttribute('aria-label') !== label) {
      this.picture.setAttribute('aria-label', label);
    }
  }
}
