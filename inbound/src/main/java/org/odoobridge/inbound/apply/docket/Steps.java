package org.odoobridge.inbound.apply.docket;

import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.call.BatchLoad;
import org.odoobridge.inbound.odoo.rpc.OdooFault;

/** Writes into the docket what a step of the work brought, faults translated into outcomes. */
public final class Steps {
  private final Docket docket;
  private final Lost lost;

  /** What a call was to bring about. */
  public enum Stage {
    /** That the order, or what it needs, is in Odoo. */
    LOAD,
    /** Something about an order that is in Odoo. */
    LATER
  }

  /** What becomes of an order when the answer of one of its calls was lost. */
  @FunctionalInterface
  public interface Lost {
    Outcome of(OrderKey key, Stage stage, OdooFault fault);
  }

  public Steps(Docket docket, Lost lost) {
    this.docket = docket;
    this.lost = lost;
  }

  public void done(OrderKey key, Outcome outcome) {
    docket.decide(key, outcome);
  }

  public void rejected(OrderKey key, Problem.Business problem) {
    docket.decide(key, new Outcome.Rejected(problem));
  }

  public boolean isOpen(OrderKey key) {
    return docket.isOpen(key);
  }

  /** A call about an order that is in Odoo went wrong. */
  public void fault(OrderKey key, OdooFault fault) {
    fault(key, Stage.LATER, fault);
  }

  private void fault(OrderKey key, Stage stage, OdooFault fault) {
    if (fault.isUncertain()) {
      docket.decide(key, lost.of(key, stage, fault));
      return;
    }
    docket.decide(
        key,
        switch (fault.problem()) {
          case Problem.Business business -> new Outcome.Rejected(business);
          case Problem.Technical technical -> new Outcome.Failed(technical);
        });
  }

  /** A load that did not load: its result as the order's outcome. */
  public void notLoaded(OrderKey key, BatchLoad.Result result) {
    switch (result) {
      case BatchLoad.Result.Loaded loaded ->
          throw new IllegalStateException("loaded as #" + loaded.id());
      case BatchLoad.Result.Refused refused -> rejected(key, refused.problem());
      case BatchLoad.Result.Failed failed -> fault(key, Stage.LOAD, failed.fault());
    }
  }
}
