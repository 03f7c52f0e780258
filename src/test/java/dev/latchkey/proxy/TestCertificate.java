package dev.latchkey.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A certificate that only clients trust that are told to, made for one run.
 *
 * @param certificate the file with the certificate
 * @param key the file with its key
 * @param both the file with both, as HAProxy wants them
 * @param spki what a browser is told to trust: the hash of the public key
 * @param sockets what a client connects with that trusts this certificate only
 */
record TestCertificate(Path certificate, Path key, Path both, String spki, SSLSocketFactory sockets) {

	private static final String PASSWORD = "only-for-tests";

	static TestCertificate make(Path directory, String... hosts) throws Exception {
		Path file = directory.resolve("store");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "proxy", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
				"CN=" + hosts[0], "-ext",
				Stream.of(hosts).map((host) -> "dns:" + host).collect(Collectors.joining(",", "san=", "")), "-validity",
				"2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.start();
		String said = new String(keytool.getInputStream().readAllBytes());
		assertThat(keytool.waitFor()).as(said).isZero();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD.toCharArray());
		}
		Certificate certificate = store.getCertificate("proxy");
		String certificatePem = pem("CERTIFICATE", certificate.getEncoded());
		String keyPem = pem("PRIVATE KEY", store.getKey("proxy", PASSWORD.toCharArray()).getEncoded());
		return new TestCertificate(write(directory, "certificate.pem", certificatePem),
				write(directory, "key.pem", keyPem), write(directory, "both.pem", certificatePem + keyPem),
				Base64.getEncoder()
					.encodeToString(
							MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded())),
				socketsThatTrust(certificate));
	}

	private static String pem(String type, byte[] content) {
		return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type,
				Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content));
	}

	private static Path write(Path directory, String name, String content) throws IOException {
		return Files.writeString(directory.resolve(name), content);
	}

	private static SSLSocketFactory socketsThatTrust(Certificate certificate)
			throws GeneralSecurityException, IOException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("proxy", certificate);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context.getSocketFactory();
	}

}
