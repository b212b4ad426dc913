package org.odoobridge.inbound.apply.mark;

import org.odoobridge.inbound.apply.MemoryMarks;

class MemoryMarksTest implements OrderMarksContract {
  private final OrderMarks marks = new MemoryMarks();

  @Override
  public OrderMarks marks() {
    return marks;
  }
}
