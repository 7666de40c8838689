// The calibrated curve, read as the server reads it: straight between two points, and nothing beyond its ends.

export class Curve {
  constructor(calibration) {
    this.calibration = calibration;
    this.points = calibration?.points ?? [];
  }

  get known() {
    return this.points.length > 0;
  }

  get least() {
    return this.known ? this.points[0].offset : -1;
  }

  get most() {
    return this.known ? this.points[this.points.length - 1].offset : 1;
  }

  /** What to expect at an offset; nothing where nobody measured it. */
  at(offset) {
    if (!this.known || offset < this.least - 1e-9 || offset > this.most + 1e-9) {
      return null;
    }
    let above = this.points.findIndex((point) => point.offset >= offset);
    above = above === -1 ? this.points.length - 1 : above;
    if (above === 0) {
      return this.points[0];
    }
    const from = this.points[above - 1];
    const to = this.points[above];
    const share = (offset - from.offset) / (to.offset - from.offset);
    return Object.fromEntries(Object.keys(to).map((key) => [key, from[key] + share * (to[key] - from[key])]));
  }
}
