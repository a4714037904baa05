"""The one HTTP server: moto's services, and in front of them what moto does not serve."""
from __future__ import annotations

import socket
import threading
from functools import partial
from typing import Any, Callable, Iterable, Optional

from moto import backends
from moto.moto_server import werkzeug_app

from . import further_services, gaps, gate, one_at_a_time
from .emulator import Emulator
from .iam import enforcement, root
from .views.dispatch import PREFIX, Views
from .wire.server import WireServer

EXECUTE_API = "/_execute-api/"
CLOUDFRONT = "/_cloudfront/"
LOAD_BALANCER = "/_elb/"
AWS_HOSTS = ".amazonaws.com"
LOAD_BALANCERS_HOSTS = ".elb.amazonaws.com"
LOOPBACK = ("127.0.0.1", "localhost", "")
OF_ROOT = (PREFIX, "/moto-api")


class Front:
    """WSGI application: what is deployed serves its own requests; all others pass the gate, to the emulator or to moto."""

    def __init__(self, emulator: Emulator):
        self.emulator = emulator
        enforcement.install(emulator)
        further_services.install()
        _list_modules_once()
        werkzeug_app.DISABLE_GLOBAL_CORS = True
        self.moto = werkzeug_app.DomainDispatcherApplication(self._create_service)
        self._views = Views(emulator)
        self._gateway: Any = None
        self._edge: Any = None
        self._lock = threading.Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        deployed = self._deployed(path, _host(environ))
        if deployed is not None:
            return deployed(environ, start_response)
        reason = gate.refusal(environ)
        if reason is None:
            enforcement.keep_body(environ)  # whole before its service is entered: a slow client delays no other
            if path.startswith(OF_ROOT):
                reason = root.refusal(self.emulator.options, environ, environ[enforcement.BODY])
        if reason is not None:
            return gate.refuse(reason, environ, start_response)
        return (self._views if path.startswith(PREFIX) else self.moto)(environ, start_response)

    def _deployed(self, path: str, host: str) -> Optional[Callable]:
        """The data plane that a request is for: an API's, a distribution's, a load balancer's."""
        if host not in LOOPBACK and (not host.endswith(AWS_HOSTS) or host.endswith(LOAD_BALANCERS_HOSTS)):
            serve = self.edge.serving(host)
            if serve is not None:
                return partial(serve, host=host)
        if path.startswith(EXECUTE_API):
            return self.gateway
        if path.startswith(CLOUDFRONT):
            return self.edge.cdn.at_prefix
        if path.startswith(LOAD_BALANCER):
            return self.edge.load_balancers.at_prefix
        if host not in LOOPBACK and not host.endswith(AWS_HOSTS) and self.gateway.knows_domain(host):
            return partial(self.gateway.at_custom_domain, domain=host)
        return None

    def _create_service(self, service: Any) -> Any:
        """moto imports a service at its first request; its gaps are closed at the same moment."""
        gaps.close(service, self.emulator)
        if self.emulator.instances is not None:
            self.emulator.instances.install(service)
        application = werkzeug_app.create_backend_app(service)
        enforcement.refuse_unsigned(application, self.emulator.options)
        return one_at_a_time.serve(service, application)

    @property
    def gateway(self) -> Any:
        """API Gateway's data plane; loaded at first use, as moto's services are."""
        with self._lock:
            if self._gateway is None:
                from .gateway.front import Gateway
                self._gateway = Gateway(self.emulator)
            return self._gateway

    @property
    def edge(self) -> Any:
        """CloudFront's and the load balancers' data planes."""
        with self._lock:
            if self._edge is None:
                from .cdn.edge import Edge
                self._edge = Edge(self.emulator)
            return self._edge


def _list_modules_once() -> None:
    """moto looks through its folder for each request, twice; what is installed does not change."""
    modules = tuple(backends.list_of_moto_modules())
    backends.list_of_moto_modules = lambda: iter(modules)


def _host(environ: dict) -> str:
    host = environ.get("HTTP_HOST", "")
    return (host.rpartition(":")[0] or host).lower()


class Server(WireServer):
    def __init__(self, emulator: Emulator, port: socket.socket):
        super().__init__(port, Front(emulator))
