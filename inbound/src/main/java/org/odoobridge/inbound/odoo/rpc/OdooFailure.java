package org.odoobridge.inbound.odoo.rpc;

/** A call to Odoo that brought no result; carries the one fault it was translated into. */
public final class OdooFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient OdooFault fault;

  public OdooFailure(OdooFault fault) {
    super(fault.toString());
    this.fault = fault;
  }

  public OdooFailure(OdooFault fault, Throwable cause) {
    super(fault.toString(), cause);
    this.fault = fault;
  }

  public OdooFault fault() {
    return fault;
  }

  /** As seen by a caller whose own call has not been sent: what failed only led up to it. */
  OdooFailure beforeAnyWrite() {
    return fault.isUncertain()
        ? new OdooFailure(new OdooFault.Unreachable(fault.detail()), this)
        : this;
  }
}
