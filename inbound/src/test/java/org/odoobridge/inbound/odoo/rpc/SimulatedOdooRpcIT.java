package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.inbound.odoo.SimulatedOdoo;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** The contract on the simulated Odoo of every release, so that it cannot lie. */
@ParameterizedClass
@EnumSource(OdooRelease.class)
class SimulatedOdooRpcIT implements OdooRpcContract {
  private static final List<OdooClient> CLIENTS = new ArrayList<>();
  private static SimulatedOdoo odoo;
  private static Vertx vertx;
  private static OdooRpc rpc;

  @Parameter OdooRelease release;

  @BeforeParameterizedClassInvocation(injectArguments = true)
  static void connect(OdooRelease release) {
    odoo = SimulatedOdoo.start(release);
    vertx = Vertx.vertx();
    rpc = client(odoo.admin());
  }

  @AfterParameterizedClassInvocation
  static void disconnect() throws TimeoutException {
    CLIENTS.forEach(OdooClient::close);
    CLIENTS.clear();
    odoo.close();
    var unused = vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void theVersionIsTheReleases() {
    assertThat(rpc.version().text()).startsWith(release.series());
  }

  @Test
  void theProtocolIsTheNewestThatTheReleaseHas() {
    assertThat(rpc.protocol()).isEqualTo(release.json2() ? Protocol.JSON2 : Protocol.JSONRPC);
  }

  /** Where there are both, either does all that the contract asks. */
  @Test
  void theOldProtocolTakesAKeyInPlaceOfAPassword() {
    OdooRpc old = connect(odoo.admin().by(Protocol.JSONRPC));

    assertThat(old.login()).isEqualTo(rpc.login());
  }

  @Override
  public OdooRpc rpc() {
    return rpc;
  }

  @Override
  public OdooRpcConfig config() {
    return odoo.admin();
  }

  @Override
  public OdooRpc connect(OdooRpcConfig config) {
    return client(config);
  }

  private static OdooClient client(OdooRpcConfig config) {
    OdooClient client = new OdooClient(vertx, config, new SimpleMeterRegistry());
    CLIENTS.add(client);
    return client;
  }
}
