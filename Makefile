# What people type. Each target does its own set-up first; `make setup` is the part they share.
.PHONY: help run test listen setup bench tremor spoken conformance kit kit-test lock clean

help:
	@echo "make run     start the kiosk (without a display: the guided tour, left in out/)"
	@echo "make test    lint, types, import rules, tests"
	@echo "make listen  hear what is said: speech recognition over the voice (LISTEN=all: every sentence, hours)"
	@echo "make bench   speed and memory, beside what a clinic would use instead"
	@echo "make tremor  trembling hands, simulated: right and wrong choices, beside plain buttons and a browser"
	@echo "make spoken  the journey with the screen off, by ear and finger; writes resources/docs/spoken-journey.md"
	@echo "make kit     out/kit: the folder for a stick, which installs a kiosk with no network (KEY=FILE: your key)"
	@echo "make kit-test  the kit installed on a clean Debian 12 and 13 (needs root and debootstrap; minutes)"
	@echo "make setup   only the set-up: system packages, .venv, voice, bundle"
	@echo "make lock    pin the Python packages anew (UPGRADE=1: to their newest releases)"
	@echo "make clean   take away .venv and out/"

run:
	@bash resources/deploy/setup.sh
	@bash resources/deploy/run.sh

test:
	@bash resources/deploy/setup.sh --test
	@bash resources/deploy/test.sh

listen:
	@bash resources/deploy/setup.sh --listen
	@bash resources/deploy/listen.sh

setup:
	@bash resources/deploy/setup.sh

bench:
	@bash resources/deploy/setup.sh --bench
	@.venv/bin/python tests/bench

tremor:
	@bash resources/deploy/setup.sh --test
	@.venv/bin/python tests/tremor --report resources/docs/tremor.md

spoken:
	@bash resources/deploy/setup.sh --test
	@KIOSK_SPOKEN=resources/docs/spoken-journey.md .venv/bin/python -m pytest -q tests/journeys/test_spoken_story.py -k by_ear

conformance:
	@bash resources/deploy/setup.sh --test
	@.venv/bin/python tests/conformance

kit:
	@bash resources/deploy/setup.sh --kit
	@bash resources/deploy/kit.sh

kit-test:
	@bash resources/deploy/setup.sh --test
	@bash resources/deploy/kit.sh --test

lock:
	@bash resources/deploy/lock.sh

clean:
	@rm -rf .venv out
