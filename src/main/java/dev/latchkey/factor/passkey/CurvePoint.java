package dev.latchkey.factor.passkey;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;

/**
 * Validates public keys on elliptic curves in part (NIST SP 800-56A, 5.6.2.3.4): the
 * library reads their coordinates, and Java looks at these only when a signature is
 * verified.
 */
final class CurvePoint {

	private CurvePoint() {
	}

	/**
	 * Return whether a key is a point of its curve. Keys of other kinds are.
	 */
	static boolean isValid(PublicKey key) {
		if (key instanceof EdECPublicKey) {
			return isDecoded(key);
		}
		if (!(key instanceof ECPublicKey point)) {
			return true;
		}
		EllipticCurve curve = point.getParams().getCurve();
		BigInteger prime = ((ECFieldFp) curve.getField()).getP();
		BigInteger x = point.getW().getAffineX();
		BigInteger y = point.getW().getAffineY();
		BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
		return x.max(y).compareTo(prime) < 0 && right.subtract(y.pow(2)).mod(prime).signum() == 0;
	}

	/**
	 * Return whether a point has the coordinate that an Edwards curve's key says (RFC
	 * 8032, 5.1.3), as Java finds out when a verification begins.
	 */
	private static boolean isDecoded(PublicKey key) {
		try {
			Signature.getInstance("EdDSA").initVerify(key);
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
