# `make help` lists what can be asked for. Everything is set up on the first call and again when a lock changes.
.DEFAULT_GOAL := all

VENV := .venv
PY := $(VENV)/bin/python
TERBUKA := $(VENV)/bin/terbuka

# Candidates, tried in this order; `make PYTHON=python3.12` names one.
PYTHON ?= python3.13 python3.12 python3.11 python3

# Errors only; hashes for all; built packages only: nothing is compiled and nothing unlisted is fetched.
PIP := $(PY) -m pip --disable-pip-version-check --no-input -qq
INSTALL := $(PIP) install --require-hashes --only-binary :all:

.PHONY: all
all: lint test ## Semua yang harus lulus sebelum perubahan dikirim (tulisan, tipe, uji)

.PHONY: help
help: ## Daftar perintah ini
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: site
site: $(VENV)/.site ## Bangun portal ke folder site/
	$(TERBUKA) build

.PHONY: serve
serve: $(VENV)/.site ## Tampilkan portal di komputer ini, diperbarui saat data berubah
	$(TERBUKA) serve

.PHONY: check
check: $(VENV)/.site ## Periksa data dan kelengkapan informasi wajib
	$(TERBUKA) check

# Two workers, as strict as this process; files of tests are shared out whole. `make test WORKERS=` runs all in one.
WORKERS ?= --dist loadfile --no-loadscope-reorder --tx '2*popen//python=$(PY) -bb -X dev -W error'

.PHONY: test
test: $(VENV)/.test ## Jalankan semua uji, juga di peramban sungguhan (contoh: make test ARGS="-k tanggal")
	browser="$$($(PY) tests/browser.py)" && \
	  TERBUKA_BROWSER="$$browser" $(PY) -bb -X dev -W error -m pytest $(WORKERS) $(ARGS)

# Form and rules of scripts and styles: one tool, one version. No script of the package is run when it is installed.
BIOME_VERSION := 2.6.8
BIOME := build/biome-$(BIOME_VERSION)/node_modules/.bin/biome
NPM := $(shell command -v npm 2>/dev/null)

.PHONY: lint
lint: $(VENV)/.test $(if $(NPM),$(BIOME)) ## Periksa bentuk, tulisan, dan tipe kode; skrip dan gaya juga bila npm ada
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	$(if $(NPM),$(BIOME) ci --error-on-warnings,@echo "npm tidak ada: skrip dan gaya tidak diperiksa / no npm: scripts and styles were not checked.")
	$(if $(NPM),$(PY) -m pytest -q -p no:cacheprovider tests/test_scripts.py -k "answer_as_the_program")

.PHONY: format
format: $(VENV)/.test $(if $(NPM),$(BIOME)) ## Rapikan bentuk kode
	$(PY) -m ruff format
	$(PY) -m ruff check --fix
	$(if $(NPM),$(BIOME) check --write)

$(BIOME):
	npm install --silent --no-save --ignore-scripts --prefix build/biome-$(BIOME_VERSION) @biomejs/biome@$(BIOME_VERSION)

.PHONY: bench
bench: $(VENV)/.test ## Ukur waktu dan memori pada portal buatan yang besar
	$(PY) tests/bench.py

.PHONY: harvest
harvest: $(VENV)/.site ## Tanya pembaca katalog CKAN dan udata apa yang dipahaminya dari katalog data (memasang keduanya)
	$(PY) tests/harvest.py

# The W3C's validator as npm has it: the one of PyPI is years older. Java runs it, no script of the package does.
VNU := build/vnu/node_modules/vnu-jar/build/dist/vnu.jar

.PHONY: html
html: $(VENV)/.site ## Periksa semua halaman dengan pemeriksa HTML dari W3C (memerlukan java dan npm)
	@command -v java >/dev/null && command -v npm >/dev/null || { echo "make html memerlukan java dan npm / needs java and npm." >&2; exit 1; }
	@test -f $(VNU) || npm install --silent --no-save --ignore-scripts --prefix build/vnu vnu-jar@26.9.27
	$(TERBUKA) build --no-search --out build/html
	java -Xss4m -jar $(VNU) --errors-only --skip-non-html build/html

.PHONY: dist
dist: $(VENV)/.test ## Buat wheel, sdist, daftar bahan (SBOM), dan SHA256SUMS ke folder dist/, dua kali sampai sama
	$(PY) tests/dist.py

.PHONY: clean
clean: ## Hapus hasil dan berkas sementara (.venv tetap)
	rm -rf build site dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A version must be a week old before it is taken; one version for every Python and system.
LOCK := echo hatchling | uv pip compile pyproject.toml - --universal --python-version 3.11 --fork-strategy fewest \
  --exclude-newer "7 days" --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet --upgrade

.PHONY: lock
lock: ## Perbarui daftar pustaka terkunci (memerlukan uv)
	@command -v uv >/dev/null || { echo "make lock memerlukan uv / needs uv (pip install uv)." >&2; exit 1; }
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra test --constraint requirements.lock --output-file requirements-test.lock

# --- set-up ------------------------------------------------------------------------------------------------------

# An environment keeps absolute paths: in a folder that was moved or copied it is made anew.
ifneq ($(shell cat $(VENV)/.place 2>/dev/null),$(CURDIR))
.PHONY: $(PY)
endif

$(PY):
	@for candidate in $(PYTHON); do \
	  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Menyiapkan $(VENV) dengan $$candidate; hanya sekali, sekitar satu menit ..." >&2; \
	    "$$candidate" -m venv --clear $(VENV) && pwd -P > $(VENV)/.place; exit; \
	  fi; \
	done; \
	{ echo "Terbuka memerlukan Python 3.11 atau lebih baru, lengkap dengan venv."; \
	  echo "  Debian/Ubuntu: apt install python3 python3-venv    Lainnya: make PYTHON=/jalur/ke/python3.11"; \
	  echo "Terbuka needs Python 3.11 or newer, with venv."; } >&2; \
	exit 1

$(VENV)/.site: $(PY) requirements.lock pyproject.toml
	$(INSTALL) -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.lock
	$(INSTALL) -r requirements-test.lock
	@touch $@
