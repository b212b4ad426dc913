package org.odoobridge.outbound.catalog.image;

import java.io.IOException;
import org.odoobridge.core.odoo.BinaryReader;
import org.odoobridge.outbound.catalog.model.ImageSource;
import org.odoobridge.outbound.catalog.model.StoredImage;

/** Images asked of Odoo one by one: slower than its filestore, but from any machine. */
public final class RpcImages implements ImageSource {
  private final BinaryReader binaries;

  public RpcImages(BinaryReader binaries) {
    this.binaries = binaries;
  }

  @Override
  public byte[] read(StoredImage image) throws IOException {
    return Sha1.checked(image, binaries.read(image.model(), image.record(), image.field()));
  }
}
