//! Connections that cannot be held: whoever sends or reads too slowly, or says nothing, is hung up on.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, Sleep, sleep},
};

/// How long a client may take, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the first byte of a request to its last; also for a client that does not take its answer.
    pub request: Duration,
    /// Between two requests of one connection.
    pub idle: Duration,
    pub connections_max: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            request: Duration::from_secs(40),
            idle: Duration::from_secs(75),
            connections_max: 1_000,
        }
    }
}

/// Accepts as many connections as there are places.
pub struct Careful {
    listener: TcpListener,
    patience: Patience,
    places: Arc<Semaphore>,
}

impl Careful {
    pub fn new(listener: TcpListener, patience: Patience) -> Self {
        Self {
            listener,
            patience,
            places: Arc::new(Semaphore::new(patience.connections_max)),
        }
    }
}

impl Listener for Careful {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.expect("nobody closes the semaphore");
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Answers are small: none shall wait for the next one.
        let _ = stream.set_nodelay(true);
        (Connection::new(stream, self.patience, place), address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// The other end of a connection; it is never written down.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, Careful>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Careful>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// What the client owes us now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owed {
    /// A next request, if it likes.
    Request,
    /// The rest of the request under way.
    Rest,
    /// To take the answer.
    Taking,
}

/// A client's connection.
pub struct Connection {
    stream: TcpStream,
    patience: Patience,
    owed: Owed,
    deadline: Pin<Box<Sleep>>,
    _place: OwnedSemaphorePermit,
}

impl Connection {
    fn new(stream: TcpStream, patience: Patience, place: OwnedSemaphorePermit) -> Self {
        Self {
            stream,
            patience,
            owed: Owed::Request,
            // Whoever connects has something to say.
            deadline: Box::pin(sleep(patience.request)),
            _place: place,
        }
    }

    fn now_owes(&mut self, owed: Owed) {
        if self.owed != owed {
            self.owed = owed;
            let patience = match owed {
                Owed::Request => self.patience.idle,
                Owed::Rest | Owed::Taking => self.patience.request,
            };
            self.deadline.as_mut().reset(Instant::now() + patience);
        }
    }

    fn is_late(&mut self, context: &mut Context<'_>) -> bool {
        self.deadline.as_mut().poll(context).is_ready()
    }

    /// Progress of the answer: the request it belongs to has been read.
    fn written<T>(&mut self, context: &mut Context<'_>, progress: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if progress.is_ready() {
            self.now_owes(Owed::Request);
        } else {
            self.now_owes(Owed::Taking);
            if self.is_late(context) {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
        }
        progress
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if read.is_ready() && buffer.filled().len() > before && self.owed == Owed::Request {
            self.now_owes(Owed::Rest);
        }
        // A byte now and then does not lengthen the time for the whole.
        if self.is_late(context) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        read
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let progress = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, progress)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let progress = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.written(context, progress)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
