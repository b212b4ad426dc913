package org.odoobridge.inbound.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.odoobridge.inbound.odoo.OdooRpc;
import org.odoobridge.inbound.odoo.OdooVersion;
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
  public JsonNode call(String model, String method, List<?> args, Map<String, ?> kwargs) {
    if (this.model.equals(model) && this.method.equals(method) && left.decrementAndGet() == 0) {
      proxy.mode(new FaultMode.DropResponse());
    }
    return rpc.call(model, method, args, kwargs);
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
