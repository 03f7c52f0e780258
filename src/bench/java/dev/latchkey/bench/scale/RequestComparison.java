package dev.latchkey.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.latchkey.bench.app.Endpoints;
import dev.latchkey.bench.load.DataServers;
import dev.latchkey.bench.load.HttpLoad;
import dev.latchkey.bench.load.LoadSample;
import dev.latchkey.bench.load.LoadTurn;
import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.bench.load.Spread;
import dev.latchkey.bench.load.WarmUp;

/**
 * Compares what a request costs on a node with few sessions and on one with very many, in
 * turns: both have been under the same load for as long.
 */
final class RequestComparison {

	private static final int ROUNDS = Integer.getInteger("latchkey.bench.rounds", 7);

	// as many as a node remembers
	private static final int NEAR = 100_000;

	private final MeasuredApplication few;

	private final MeasuredApplication many;

	private final DataServers servers;

	private List<String[]> ofFew = List.of();

	private Supplier<List<String[]>> ofMany = List::of;

	private boolean settled;

	RequestComparison(MeasuredApplication few, MeasuredApplication many, DataServers servers) {
		this.few = few;
		this.many = many;
		this.servers = servers;
	}

	void warmUp(List<String[]> ofFew, List<String[]> ofMany) throws Exception {
		this.ofFew = ofFew;
		this.ofMany = () -> ofMany;
		warmUpBoth(WarmUp.REQUESTS);
	}

	/**
	 * Use other sessions from now on.
	 * @return bytes of the node's heap that each of these took
	 */
	double use(List<String[]> others) throws Exception {
		long heap = this.many.heap();
		this.ofMany = () -> others;
		warmUpBoth(2 * others.size());
		return (double) (this.many.heap() - heap) / others.size();
	}

	/**
	 * Use others from now on in each stretch, until the node has as many as it remembers.
	 */
	void useAtRandom(Supplier<List<String[]>> others) throws Exception {
		this.ofMany = others;
		warmUpBoth(NEAR);
	}

	/**
	 * Warm up both, always, or the one with many sessions would become the warmer one.
	 */
	private void warmUpBoth(int requests) throws Exception {
		this.settled = WarmUp.of(requests, this::few, this::many).settled();
	}

	void compare(String what, ScaleNotes notes) throws Exception {
		List<LoadTurn> turns = new ArrayList<>();
		long commands = this.servers.commands();
		long statements = this.servers.statements();
		for (int round = 0; round < ROUNDS; round++) {
			turns.add(LoadTurn.of(this::few, this::many));
		}
		double requests = LoadTurn.samplesOfSecond(turns).mapToLong(LoadSample::requests).sum();
		Spread ratio = Spread.quartiles(turns.stream().mapToDouble(LoadTurn::ratio));
		notes.add("processor time of a request, " + what,
				"%.1f µs beside %.1f: **%.2f**, quartiles %s; %.2f Redis commands, %.2f SQL %s%s",
				Spread.median(turns.stream().mapToDouble(LoadTurn::secondCost)),
				Spread.median(turns.stream().mapToDouble(LoadTurn::firstCost)), ratio.median(), ratio.ends(),
				(this.servers.commands() - commands) / requests, (this.servers.statements() - statements) / requests,
				DataServers.counted(), this.settled ? "" : "; **not settled**");
	}

	private LoadSample few() throws Exception {
		return HttpLoad.run(this.few, Endpoints.CLOSED, this.ofFew, HttpLoad.STRETCH);
	}

	private LoadSample many() throws Exception {
		return HttpLoad.run(this.many, Endpoints.CLOSED, this.ofMany.get(), HttpLoad.STRETCH);
	}

}
