package org.odoobridge.inbound.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;
import org.odoobridge.inbound.odoo.rpc.Protocol;
import org.odoobridge.testkit.net.FaultMode;
import org.odoobridge.testkit.net.FaultProxy;

/** Passes calls on, and has the network drop the answer of the nth call of one method. */
final class CuttingRpc implements OdooRpc {
  private final OdooRpc rpc;
  private final String model;
  private final String method;
  private final FaultProxy proxy;
  private final AtomicInteger left;

  CuttingRpc(OdooRpc rpc, String model, String method, int nth, FaultProxy proxy) {
    this.rpc = rpc;
    this.model = model;
    this.method = method;
    this.proxy = proxy;
    this.left = new AtomicInteger(nth);
    if (rpc.login() < 1) {
      throw new IllegalStateException("no login");
    }
  }

  @Override
  public JsonNode call(OdooCall call) {
    if (model.equals(call.model()) && method.equals(call.method()) && left.decrementAndGet() == 0) {
      proxy.mode(new FaultMode.DropResponse());
    }
    return rpc.call(call);
  }

  @Override
  public Protocol protocol() {
    return rpc.protocol();
  }

  @Override
  public OdooVersion version() {
    return rpc.version();
  }

  @Override
  public int login() {
    return rpc.login();
  }
}
