package dev.latchkey.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.latchkey.bench.load.LoadSample;
import dev.latchkey.bench.load.LoadTurn;
import dev.latchkey.bench.load.Spread;

/**
 * What was measured of one peer. A figure is the median of its turns.
 */
final class PeerFigures {

	/** First open, then signed in. */
	final List<LoadTurn> turns = new ArrayList<>();

	/** First open, then open with a credential that is not read. */
	final List<LoadTurn> length = new ArrayList<>();

	/** First open with a credential that is not read, then signed in. */
	final List<LoadTurn> beyondLength = new ArrayList<>();

	/** First {@code /api/me}, then the question of a proxy. */
	final List<LoadTurn> questions = new ArrayList<>();

	/** First {@code /api/me}, then {@code /userinfo}. */
	final List<LoadTurn> userinfo = new ArrayList<>();

	/** Each exchanges one refresh token of each session. */
	final List<LoadSample> refreshes = new ArrayList<>();

	/** Sums over all turns. */
	long redisCommands;

	long statements;

	/** Bytes for each session. */
	double redisBytes;

	double heapBytes;

	double credentialLength;

	/** The very first one makes the tables too; only Latchkey has any. */
	double firstStart = Double.NaN;

	double start;

	boolean settled;

	List<Long> warmUp = List.of();

	/** Logins in a second. */
	final List<Double> logins = new ArrayList<>();

	/** Of the bare hashes in a second just before. */
	final List<Double> shares = new ArrayList<>();

	/** Microseconds of a login whose hash costs next to nothing. */
	final List<Double> cheapLogins = new ArrayList<>();

	Spread ratio() {
		return ratio(this.turns);
	}

	static Spread ratio(List<LoadTurn> turns) {
		return Spread.quartiles(turns.stream().mapToDouble(LoadTurn::ratio));
	}

	/**
	 * Return what a signed-in request costs beside another peer's, in the same rounds.
	 */
	double beside(PeerFigures other) {
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < this.turns.size(); i++) {
			ratios.add(this.turns.get(i).secondCost() / other.turns.get(i).secondCost());
		}
		return Spread.median(ratios.stream().mapToDouble(Double::doubleValue));
	}

	double open() {
		return Spread.median(this.turns.stream().mapToDouble(LoadTurn::firstCost));
	}

	double signedIn(ToDoubleFunction<LoadSample> what) {
		return Spread.median(LoadTurn.samplesOfSecond(this.turns).mapToDouble(what));
	}

	double perRequest(long count) {
		return (double) count / LoadTurn.samplesOfSecond(this.turns).mapToLong(LoadSample::requests).sum();
	}

}
