/** Where a value stands within another. Its words are made when they are asked for, which is seldom. */
export class Place {
  /** `step` is the name of a member as paths hold it, such as `.width`, or the number of an item. */
  constructor(outer, step) {
    this.outer = outer;
    this.step = step;
  }

  toString() {
    return typeof this.step === "number" ? `${this.outer}[${this.step}]` : this.outer + this.step;
  }
}
