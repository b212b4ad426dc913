package org.odoobridge.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.odoobridge.conformance.harness.SandboxProcess;

/** The README's first command: one ready line, everything answers, an end that leaves nothing. */
class TheSandboxIsOneCommandIT {
  @Test
  void itPrintsOneReadyLineAndLeavesNoProcessBehind() {
    try (SandboxProcess sandbox = new SandboxProcess("--trade", "0", "--products", "0")) {
      JsonNode ready = sandbox.ready();
      assertThat(ready.path("ready").asBoolean()).isTrue();
      assertThat(ready.path("odoo").path("url").asText()).startsWith("http://127.0.0.1:");
      assertThat(ready.path("shops").path(0).path("id").asText()).isEqualTo("shop");
      assertThat(ready.has("till")).isTrue();
      assertThat(ready.path("api_token").asText()).isNotBlank();
      List<Integer> ports = sandbox.ports();
      assertThat(ports).allMatch(TheSandboxIsOneCommandIT::answers);

      List<String> moreOutput = sandbox.interrupt();

      assertThat(moreOutput).as("stdout holds the ready line alone").isEmpty();
      assertThat(ports).noneMatch(TheSandboxIsOneCommandIT::answers);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
