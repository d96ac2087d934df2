"""A proxy between Django and its PostgreSQL, which can go away in the middle of a statement and come back."""

import socket
from contextlib import suppress
from threading import Thread


class Proxy:
    def __init__(self, server):
        self.server, self.word, self.answer_is_lost, self.sockets = server, None, False, []
        self.port = 0
        self.restore()

    def restore(self):
        """Listen, at the same port as before."""
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port, self.word, self.answer_is_lost = listener.getsockname()[1], None, False
        self.sockets.append(listener)
        Thread(target=self.accept, args=[listener], daemon=True).start()

    def cut(self):
        """Every connection, and whoever asks for a new one is refused."""
        while self.sockets:
            one = self.sockets.pop()
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def cut_at(self, word, answer_is_lost=False):
        """Before the statement with this word reaches the server, or before the answer to it comes back."""
        self.word, self.answer_is_lost = word, answer_is_lost

    def accept(self, listener):
        with suppress(OSError):
            while True:
                client, server = listener.accept()[0], socket.create_connection(self.server)
                self.sockets += [client, server]
                Thread(target=self.ask, args=[client, server], daemon=True).start()
                Thread(target=self.answer, args=[server, client], daemon=True).start()

    def ask(self, client, server):
        with suppress(OSError):
            while data := client.recv(2**16):
                if self.word and self.word in data:
                    self.word = None
                    if not self.answer_is_lost:
                        return self.cut()
                server.sendall(data)

    def answer(self, server, client):
        with suppress(OSError):
            while data := server.recv(2**16):
                if self.answer_is_lost and not self.word:
                    return self.cut()
                client.sendall(data)
